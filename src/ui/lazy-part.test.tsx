import { MantineProvider } from '@mantine/core'
import { act, fireEvent, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { TextsProvider } from '~/i18n/i18n'
import { t } from '~/test/texts'
import { lazyPart, quietPart } from '~/ui/lazy-part'

const Part = ({ name }: { name: string }) => <p>{name}</p>
type Load = () => Promise<typeof Part>
const offline: Load = () => Promise.reject(new Error('offline'))

function wrapper({ children }: { children: ReactNode }) {
  return (
    <TextsProvider texts={t}>
      <MantineProvider env="test">{children}</MantineProvider>
    </TextsProvider>
  )
}

test('a part is drawn once it is loaded, and the next time at once', async () => {
  const load = vi.fn<Load>(async () => Part)
  const Lazy = lazyPart(load)
  const { rerender } = render(<Lazy name="first" />, { wrapper })
  expect(await screen.findByText('first')).toBeVisible()
  rerender(<Lazy key="another" name="second" />)
  expect(screen.getByText('second')).toBeVisible()
  expect(load).toHaveBeenCalledOnce()
})

test('a part that cannot be loaded offers to try again, in its place', async () => {
  const load = vi
    .fn<Load>(async () => Part)
    .mockImplementationOnce(offline)
    .mockImplementationOnce(offline)
  const Lazy = lazyPart(load)
  render(
    <main tabIndex={-1}>
      <Lazy name="loaded" />
    </main>,
    { wrapper },
  )
  for (const times of [1, 2]) {
    const tryAgain = await screen.findByRole('button', { name: 'Try again' })
    tryAgain.focus()
    fireEvent.click(tryAgain)
    expect(screen.getByRole('main')).toHaveFocus()
    expect(screen.queryByRole('button')).toBeNull()
    expect(load).toHaveBeenCalledTimes(times + 1)
  }
  expect(await screen.findByText('loaded')).toBeVisible()
  expect(screen.queryByRole('button')).toBeNull()
})

test('a part that nobody waits for and cannot be loaded leaves its place empty', async () => {
  const load = vi.fn<Load>(offline)
  const Quiet = quietPart(load)
  render(<Quiet name="missing" />, { wrapper })
  await act(async () => {
    await expect(load.mock.results[0]?.value).rejects.toThrow('offline')
  })
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.queryByText('missing')).toBeNull()
})

test('a part that nobody waits for is asked for again until it can be loaded, however often the page is drawn', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const load = vi
    .fn<Load>(async () => Part)
    .mockImplementationOnce(offline)
    .mockImplementationOnce(offline)
  const Quiet = quietPart(load)
  const { rerender } = render(<Quiet name="first" />, { wrapper })
  // What fails is drawn when `act` ends.
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  for (const times of [1, 2]) {
    await pass(0)
    await pass(29_000)
    expect(load).toHaveBeenCalledTimes(times)
    rerender(<Quiet name="second" />)
    await pass(1_500)
    expect(load).toHaveBeenCalledTimes(times + 1)
  }
  await pass(0)
  expect(screen.getByText('second')).toBeVisible()
})
