import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { App } from '~/app/app'
import { createQueryClient } from '~/app/query-client'
import { loadTexts, type Texts } from '~/i18n/i18n'
import type { Language } from '~/i18n/language'
import type { Journal } from '~/record/store/store'

// A render without a browser runs no effect, and so reads nothing of it; the form asks for its name.
const noJournal = { name: '' } as Journal

/** What the build puts into #root, in that language: the page at /apply, and for every other address the header alone. */
export async function prerender(language: Language): Promise<{ form: string; header: string }> {
  const texts = await loadTexts(language)
  return { form: page(texts, 'apply'), header: page(texts, '') }
}

function page(texts: Texts, path: string): string {
  return renderToString(
    <StrictMode>
      <App
        texts={texts}
        desk={undefined}
        journal={noJournal}
        queryClient={createQueryClient()}
        resetDemo={import.meta.env.MODE === 'demo' ? () => Promise.resolve() : undefined}
        address={import.meta.env.BASE_URL + path}
      />
    </StrictMode>,
  )
}
