import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'

/** A port whose queue of connections is full: its process is stopped, and the kernel answers no more. */
export async function startSilentPort() {
  const listen =
    'require("net").createServer().listen({port:0,host:"127.0.0.1",backlog:1},function(){process.stdout.write(String(this.address().port))})'
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(String(printed))
  child.kill('SIGSTOP')
  const fillers = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  const [first] = fillers
  if (first !== undefined) await once(first, 'connect')
  return {
    environment: `127.0.0.1:${port}`,
    close: () => {
      for (const filler of fillers) filler.destroy()
      child.kill('SIGKILL')
    },
  }
}
