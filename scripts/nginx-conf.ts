import { failed, frontSettings, prepareFront } from './front.ts'

try {
  process.stdout.write(prepareFront(frontSettings()).conf)
} catch (error) {
  failed(error)
}
