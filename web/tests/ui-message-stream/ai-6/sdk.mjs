export { useChat, useCompletion } from '@ai-sdk/react';
export { DefaultChatTransport } from 'ai';
