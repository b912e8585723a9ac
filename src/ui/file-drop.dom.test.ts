import { fireEvent } from '@testing-library/react'
import { expect, test } from 'vitest'
import { refuseOtherFiles } from '~/ui/file-drop'

test('a file that is dropped where none is taken is refused; a text is left to the browser', () => {
  refuseOtherFiles()
  const files = { types: ['Files'], dropEffect: 'copy' }
  expect(fireEvent.dragOver(document.body, { dataTransfer: files })).toBe(false)
  expect(files.dropEffect).toBe('none')
  expect(fireEvent.dragOver(document.body, { dataTransfer: { types: ['text/plain'] } })).toBe(true)
})
