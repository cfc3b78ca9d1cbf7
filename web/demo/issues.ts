export interface DemoIssue {
  id: string
  title: string
  description: string
  labels: string[]
  points?: number | undefined
  /** The issues that were created from this one, by id. */
  subtasks?: string[]
}

/** The text of an issue during editing. */
export type IssueDraft = Pick<DemoIssue, 'title' | 'description' | 'labels'>

/** The issues of a fictional ferry company. */
export const invented: readonly DemoIssue[] = [
  {
    id: 'moonharbour/tickets#142',
    title: 'Checkout fails for carts with a voucher',
    description: `Since Tuesday the Pay button does nothing for carts with a voucher. Without a voucher it works.

The console says: \`TypeError: total is undefined\`.

- Happens in Chrome and Safari, on phones too.
- Customers call the harbour office about it, about 15 a day.
- It began with release 4.2, which rounds totals to whole shells.`,
    labels: ['bug', 'checkout'],
  },
  {
    id: 'moonharbour/tickets#139',
    title: 'Show boarding passes without a connection',
    description: `There is no signal on the outer jetties, so passengers can't open their boarding pass just when the crew asks for it.

The app should keep the passes of the next two days on the phone. A pass that was cancelled meanwhile has to be refused by the scanner, which has a connection on board.

Passes hold a name and a cabin number, so they must not stay on the phone after the crossing.`,
    labels: ['feature', 'mobile'],
  },
  {
    id: 'moonharbour/timetable#88',
    title: 'After midnight the timetable shows yesterday’s ferries',
    description: `Between midnight and two o'clock the timetable lists the ferries of the day before. The night ferry at 00:40 is missing then.

The servers run on UTC; Moonharbour is two hours ahead.`,
    labels: ['bug', 'timetable'],
  },
  {
    id: 'moonharbour/office#31',
    title: 'Passenger lists as CSV for the harbour office',
    description: `The harbour office types passenger lists into its own program by hand, for about 40 crossings a day. They asked for a file that they can import: name, ticket number, cabin, vehicle, meals.

Names hold commas, quotes and Vietnamese letters. Lists have up to 900 passengers. Only officers may download them.`,
    labels: ['feature', 'privacy'],
  },
  {
    id: 'moonharbour/timetable#85',
    title: 'Search takes six seconds for the whole summer',
    description: `A search over June to August reads 2,300 sailings one by one. On a phone that takes six seconds, and people give up.

Most searches are for two weeks. Prices change once a night.`,
    labels: ['performance'],
  },
  {
    id: 'moonharbour/crew#12',
    title: 'Máy quét vé bị treo khi ngược sáng',
    description: `Vào buổi chiều, máy quét vé ở cầu cảng phía tây bị treo khi camera hướng về phía mặt trời. Nhân viên phải khởi động lại ứng dụng, mất khoảng một phút mỗi lần.

Khoảng 20 hành khách phải chờ mỗi ngày. Cần đọc được mã QR khi ngược sáng, hoặc cho phép nhập số vé bằng tay.`,
    labels: ['bug', 'crew'],
  },
]
