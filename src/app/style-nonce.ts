/** What lets this page's own style elements through its content security policy; empty where a server sets none. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// Where the scroll lock behind Mantine's dialogs looks for it.
Object.assign(window, { __webpack_nonce__: styleNonce })
