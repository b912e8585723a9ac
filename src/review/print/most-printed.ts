/** More applications than this are no longer paper: a browser takes minutes for them. */
export const mostPrinted = 5_000
