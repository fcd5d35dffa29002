/** Keywords, and names that the program itself or the standard library's modules take. */
export const reserved: ReadonlySet<string> = new Set(
  `false none true and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield match case type self
  answer item items text status fail environment read read_list show wait_seconds send main authorization
  base64 email json os sys time urllib datetime timezone bool int float str list dict object print len range min max
  attempts max_wait timeout url headers body request opener redirects httpexception urlsplit quote id`.split(/\s+/),
);
