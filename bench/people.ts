const firsts = [
  "Ada",
  "Jürgen",
  "Katherine",
  "Linus",
  "María José",
  "Nkechi",
  "Olamide",
  "Siobhán",
  "Wilhelmina",
  "Zoë",
];
const lasts = [
  "Abernathy",
  "Brøgger",
  "Fitzgerald",
  "Hernández",
  "Kowalczyk",
  "Montgomery",
  "Okonkwo",
  "Wójcik",
  "Yılmaz",
];

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[^A-Za-z]/g, "")
    .toLowerCase();

const encoder = new TextEncoder();

/** The body of POST /users for the `number`-th person: names and addresses as a company has them. */
export const newUser = (action: string, number: number): Uint8Array => {
  const first = firsts[number % firsts.length] ?? "";
  const last = lasts[number % lasts.length] ?? "";
  return encoder.encode(
    JSON.stringify({
      action,
      user_info: {
        email: `${plain(first)}.${plain(last)}${number}@acme.test`,
        type: 1,
        first_name: first,
        last_name: last,
        ...(action === "autoCreate" ? { password: "Sunny7Harbour" } : {}),
      },
    }),
  );
};

export const autoCreate = (number: number): Uint8Array => newUser("autoCreate", number);
