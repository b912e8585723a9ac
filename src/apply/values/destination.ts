/** Where applications go: the name that a person knows the environment by, and OMS's own address less the token. */
export type Destination = { name: string; applyAddress: string }
