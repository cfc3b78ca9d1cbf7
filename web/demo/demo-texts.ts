export type Locale = 'en' | 'vi'

const english = {
  tracker: 'Issues',
  tagline: 'Ferries that never sail, issues that could be yours',
  language: 'Language',
  theme: 'Theme',
  themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  offline: 'You are offline. Requests are sent when you are back online.',
  issue: 'Issue',
  title: 'Title',
  description: 'Description',
  save: 'Save',
  saved: 'Saved',
  unsaved: 'Not saved yet',
  saveFailed: 'Could not be saved',
  taken: 'The text was applied. Save to keep it.',
  points: (points: string) => (points === '1' ? '1 point' : `${points} points`),
  noPoints: 'Not estimated',
  subtasks: 'Subtasks',
  key: 'Function key',
  keyWanted: 'This service asks for a function key. It is kept in this tab only.',
  useKey: 'Use key',
}

export type DemoTexts = typeof english

const vietnamese: DemoTexts = {
  tracker: 'Vấn đề',
  tagline: 'Những chuyến phà không có thật, những vấn đề rất thật',
  language: 'Ngôn ngữ',
  theme: 'Giao diện',
  themes: { auto: 'Tự động', light: 'Sáng', dark: 'Tối' },
  offline: 'Bạn đang ngoại tuyến. Câu trả lời sẽ đến khi có kết nối.',
  issue: 'Vấn đề',
  title: 'Tiêu đề',
  description: 'Mô tả',
  save: 'Lưu',
  saved: 'Đã lưu',
  unsaved: 'Chưa lưu',
  saveFailed: 'Không lưu được',
  taken: 'Văn bản đã được đưa vào. Hãy lưu để giữ lại.',
  points: (points) => `${points} điểm`,
  noPoints: 'Chưa ước lượng',
  subtasks: 'Công việc con',
  key: 'Khóa truy cập',
  keyWanted: 'Dịch vụ này yêu cầu khóa truy cập. Khóa chỉ được giữ trong thẻ này.',
  useKey: 'Dùng khóa',
}

export function demoTexts(locale: Locale): DemoTexts {
  return locale === 'vi' ? vietnamese : english
}
