const maxEntries = 5000;
const maxCharacters = 200;

/**
 * A pure function of one text that remembers its recent results: the same field names, headers and words come up in every
 * operation of a document, and each of them in every language. Results must not be changed by those who get them.
 */
export const remembered = <Result>(make: (text: string) => Result): ((text: string) => Result) => {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= maxEntries) known.clear();
    if (text.length <= maxCharacters) known.set(text, made);
    return made;
  };
};
