// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeService, settle } from '../support/fake-service.js'
import { Reading } from '../support/reading.js'

// Third-party routes: frames without numbers, no id, and no last frame.

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

async function ask(responseId: string | null = null) {
  const service = new FakeService()
  const reading = new Reading(service)
  await settle()
  service.last.open(responseId)
  return { service, reading, route: service.last }
}

describe('a route without last frames', () => {
  it('is complete when it ends after its text', async () => {
    const { service, reading, route } = await ask()

    route.text(null, 'The whole ').text(null, 'text.').frame(null, { type: 'confidence', value: 95 } as never).end()
    await settle()

    expect(reading).toMatchObject({ text: 'The whole text.', ended: true, error: null })
    expect(service.exchanges).toHaveLength(1)
  })

  it('may end with [DONE]', async () => {
    const { reading, route } = await ask()

    route.text(null, 'Text.').raw('data: [DONE]\n\n')
    await settle()

    expect(reading).toMatchObject({ text: 'Text.', ended: true, error: null })
  })

  it('is interrupted when it ends before any text', async () => {
    const { reading, route } = await ask()

    route.end()
    await settle()

    expect(reading.error).toMatchObject({ code: 'interrupted' })
  })

  it('is interrupted when its connection breaks', async () => {
    const { reading, route } = await ask()

    await route.text(null, 'Half').cut()
    await settle()

    expect(reading.error).toMatchObject({ code: 'interrupted' })
  })

  it.each([
    ['it gives an id', 'r1', null],
    ['it numbers its frames', null, 1],
  ])('is resumed, or interrupted, when %s', async (_, responseId, id) => {
    const { reading, route } = await ask(responseId)

    route.text(id, 'Half').end()
    await settle()

    expect(reading.ended && reading.error === null).toBe(false)
  })
})

it('takes an error that has only a message', async () => {
  const { reading, route } = await ask()

  route.text(null, 'Half').frame(null, { type: 'error', message: 'It broke.' } as never)
  await settle()

  expect(reading.error).toMatchObject({ name: 'AIStreamError', code: 'internal', message: 'It broke.', retryable: true })
})

it('takes a comment before the first frame, as the service begins with', async () => {
  const { reading, route } = await ask('r1')

  route.raw(': ok\n\n').text(1, 'Text.').metadata(2)
  await settle()

  expect(reading).toMatchObject({ text: 'Text.', ended: true, error: null })
  expect(reading.frames.map(({ id }) => id)).toEqual([1, 2])
})
