import { AnswerMarkdown } from './answer-markdown'
import type { CardPartProps } from './card-parts'

/** The response's text; nothing while there is none. */
export function AnswerText({ content, isBusy, imageOrigins, language, locale, texts, slots }: CardPartProps) {
  const Text = slots?.markdown ?? AnswerMarkdown
  return content === '' ? null : (
    <Text isStreaming={isBusy} imageOrigins={imageOrigins} language={language} locale={locale} texts={texts}>
      {content}
    </Text>
  )
}
