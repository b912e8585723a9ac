const lookEveryMs = 5_000

/**
 * Tells when nobody has touched the page for that many minutes, also when the machine slept meanwhile: before the
 * touch that wakes it counts. Tells of activity too, every few seconds at most. Returns the end of it.
 */
export function watchIdle(minutes: number, tell: { active: () => void; idle: () => void }): () => void {
  const ended = new AbortController()
  let touched = Date.now()
  let told = touched
  const look = () => {
    const now = Date.now()
    // A clock that is put back would give the page a longer life.
    touched = Math.min(touched, now)
    if (now - touched >= minutes * 60_000) {
      tell.idle()
      touched = now
    } else if (touched >= told) tell.active()
    told = now
  }
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
    document.addEventListener(
      type,
      () => {
        if (Date.now() - told >= lookEveryMs) look()
        touched = Date.now()
      },
      { capture: true, passive: true, signal: ended.signal },
    )
  }
  const looking = setInterval(look, lookEveryMs)
  return () => {
    ended.abort()
    clearInterval(looking)
  }
}
