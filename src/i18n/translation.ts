/** The shape of a translation into a language with one plural form: the keys of the English texts without those of a single one. */
export type Translation<Texts> = {
  [Key in keyof Texts as Key extends `${string}_one` ? never : Key]: Texts[Key] extends string
    ? string
    : Translation<Texts[Key]>
}
