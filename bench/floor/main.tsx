import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Loader.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/Button.css'
import { Button, MantineProvider, TextInput } from '@mantine/core'
import { createRoot } from 'react-dom/client'

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

const element = document.getElementById('root')
if (element === null) throw new Error('index.html has no #root')
createRoot(element).render(
  <MantineProvider getStyleNonce={() => nonce}>
    <form aria-label="Apply for backup">
      <TextInput label="Set ID" />
      <TextInput label="Table name" />
      <Button>Submit</Button>
    </form>
  </MantineProvider>,
)
