import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ErrorBoundary } from '~/app/error-boundary'
import { TextsProvider } from '~/i18n/i18n'
import { t } from '~/test/texts'

function Broken(): never {
  throw new Error('on purpose')
}

test('a page that broke never says that nothing was sent', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  render(
    <TextsProvider texts={t}>
      <MantineProvider env="test">
        <ErrorBoundary>
          <Broken />
        </ErrorBoundary>
      </MantineProvider>
    </TextsProvider>,
  )
  expect(screen.getByRole('alert')).toHaveTextContent(/Something may have been sent.*look at the list before/)
  expect(screen.getByRole('alert')).not.toHaveTextContent(/nothing/i)
})
