import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeService, settle } from '../support/fake-service.js'
import { open, Reading, URL } from '../support/reading.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => { vi.useRealTimers() })

function show(state: 'visible' | 'hidden') {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

function setOnline(online: boolean) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online)
  window.dispatchEvent(new Event(online ? 'online' : 'offline'))
}

it('comes back at once when a frozen page is shown again', async () => {
  const { service, reading } = await open()
  service.last.text(1, 'One ')
  await settle()
  show('hidden')

  // The timers of a frozen page stop, but the clock continues.
  vi.setSystemTime(Date.now() + 600_000)
  show('visible')
  await settle()
  service.last.open().text(2, 'two').metadata(3)
  await settle()

  expect(service.log[1]).toBe('GET /api/ai/responses/r1?stream=true&starting_after=1')
  expect(reading.text).toBe('One two')
})

it('keeps a connection that lived on behind another tab', async () => {
  const { service } = await open()
  show('hidden')
  await vi.advanceTimersByTimeAsync(29_000)
  show('visible')
  await settle()

  expect(service.exchanges).toHaveLength(1)
  expect(service.last.aborted).toBe(false)
})

it('comes back at once when the network does', async () => {
  const { service, reading } = await open()
  service.last.text(1, 'One ')
  await settle()
  setOnline(false)
  await service.last.cut()
  setOnline(true)
  await settle()
  service.last.open().text(2, 'two').metadata(3)
  await settle()

  expect(reading.text).toBe('One two')
})

it.each([false, true])('asks when the network is back, however long that takes (a new version: %s)', async (regenerate) => {
  setOnline(false)
  const service = new FakeService()
  const reading = new Reading(service, {}, URL, { issueId: '1', regenerate })
  await settle()
  for (let attempts = 0; attempts < 20; attempts++) {
    service.exchanges.forEach((exchange) => { exchange.fail() })
    await vi.advanceTimersByTimeAsync(10_000)
  }
  service.exchanges.forEach((exchange) => { exchange.fail() })
  await settle()
  expect(reading.error).toBeNull()

  const before = service.exchanges.length
  setOnline(true)
  await settle()
  expect(service.exchanges).toHaveLength(before + 1)
  service.last.open().text(1, 'One').metadata(2)
  await settle()

  expect(reading.text).toBe('One')
})

it("gives up an old network's connection, which may never say that it is dead", async () => {
  const { service } = await open()
  service.last.text(1, 'One ')
  await settle()
  setOnline(false)
  setOnline(true)
  await settle()

  expect(service.log[1]).toBe('GET /api/ai/responses/r1?stream=true&starting_after=1')
})

it('waits for a network for as long as there is none', async () => {
  const { service, reading } = await open({ maxAttempts: 3 })
  setOnline(false)
  await service.last.text(1, 'One ').cut()

  for (let attempt = 0; attempt < 30; attempt++) {
    await vi.advanceTimersByTimeAsync(10_000)
    service.last.fail()
  }
  await settle()
  expect(reading.ended).toBe(false)

  setOnline(true)
  await settle()
  service.last.open().text(2, 'two').metadata(3)
  await settle()
  expect(reading.text).toBe('One two')
})

it('waits as long as the service asked for, also after a wake-up', async () => {
  const { service } = await open()
  await service.last.text(1, 'One ').cut()
  await vi.advanceTimersByTimeAsync(375)
  service.last.refuse(503, {}, { 'Retry-After': '30' })
  await settle()
  show('visible')
  setOnline(true)
  await vi.advanceTimersByTimeAsync(29_000)

  expect(service.exchanges).toHaveLength(2)
})

it('listens to nothing any more after the end', async () => {
  const removed = vi.spyOn(window, 'removeEventListener')
  const added = vi.spyOn(window, 'addEventListener')
  const { service } = await open()
  service.last.text(1, 'One').metadata(2)
  await settle()

  const wakeUps = (spy: typeof added | typeof removed) => spy.mock.calls.filter(([type]) => type === 'online').length
  expect(wakeUps(added)).toBe(1)
  expect(wakeUps(removed)).toBe(1)
})
