import { FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useT } from '~/i18n/i18n'
import { fileLimit } from '~/record/transfer/export-file'
import { readExportFile } from '~/record/transfer/import-file'
import { inSlices, nextTask } from '~/record/transfer/in-slices'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { ImportDialog, type ChosenFile } from '~/review/transfer/import-dialog'
import { allowOneFile, droppedFile } from '~/ui/file-drop'
import { BusyButton } from '~/ui/form/busy-button'
import { ProgressBar } from '~/ui/progress-bar'

/** Lets the person choose a file, reads it, and shows what importing it would do. */
export function ImportButton() {
  const t = useT()
  const journal = useJournal()
  const forgetFile = useRef<() => void>(null)
  const [part, setPart] = useState(0)
  const read = useMutation({
    mutationKey: ['read import'],
    mutationFn: (file: File) => {
      setPart(0)
      return readFile(journal, file, setPart)
    },
  })
  const onChoose = (file: File | null) => {
    // Else the browser would not tell when the same file is chosen again.
    forgetFile.current?.()
    if (file !== null) read.mutate(file)
  }
  const file: ChosenFile | undefined = read.isError ? { kind: 'unread' } : read.data
  return (
    <>
      <FileButton accept=".json,application/json" resetRef={forgetFile} onChange={onChoose}>
        {(props) => (
          <BusyButton
            {...props}
            onDragOver={allowOneFile}
            onDrop={(event) => onChoose(droppedFile(event))}
            variant="default"
            loading={read.isPending}
          >
            {t('carry.import')}
          </BusyButton>
        )}
      </FileButton>
      {read.isPending && (
        <ProgressBar
          done={Math.round(part * 100)}
          count={100}
          text={t('carry.reading', { percent: Math.round(part * 100) })}
        />
      )}
      {file !== undefined && <ImportDialog file={file} onClose={read.reset} />}
    </>
  )
}

async function readFile(journal: Journal, file: File, onProgress: (part: number) => void): Promise<ChosenFile> {
  if (file.size > fileLimit) return { kind: 'too large' }
  const steps = readExportFile(await readBytes(file), journal.environment, Date.now())
  const carried = await inSlices(steps, nextTask, (part) => onProgress(part / 2))
  if (carried.kind !== 'carried') return carried
  const onPlan = (part: number) => onProgress(0.5 + part / 2)
  return { ...carried, plan: await journal.planImport(carried.events, onPlan, carried.batches?.carried) }
}

const piece = 1_000_000

/** In pieces: a browser that hands over a large file at once keeps the page from its person meanwhile. */
async function readBytes(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size)
  for (let from = 0; from < file.size; from += piece) {
    bytes.set(new Uint8Array(await file.slice(from, from + piece).arrayBuffer()), from)
  }
  return bytes
}
