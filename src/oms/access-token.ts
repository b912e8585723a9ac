/** The header form of a token: everything but `A-Z a-z 0-9 - . _ ~` percent-encoded. */
export function encodeToken(token: string): string {
  return encodeURIComponent(token.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Replaces the token, raw or encoded, so that a server that echoes it can't put it on a screen or into storage. */
export function scrubToken(text: string, token: string): string {
  const forms = [token, encodeToken(token), encodeURIComponent(token.toWellFormed())]
  return forms.filter((form) => form !== '').reduce((rest, form) => rest.replaceAll(form, '[token]'), text)
}
