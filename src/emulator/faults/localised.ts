/** Languages that messages can come in. */
export const languages = ["de", "es", "fr", "ja", "zh"] as const;
export type Language = (typeof languages)[number];

/** By the code of the error; `other` for all that have no words of their own. The words are ours: only that Zoom
 * localises is known (DF-96488, Japanese). */
const words: Readonly<Record<Language, Readonly<Record<string, string>> & { readonly other: string }>> = {
  de: {
    "124": "Ungültiges Zugriffstoken.",
    "300": "Überprüfung fehlgeschlagen.",
    "1001": "Der Benutzer existiert nicht.",
    "1005": "Die E-Mail-Adresse wird bereits verwendet.",
    other: "Die Anfrage konnte nicht ausgeführt werden.",
  },
  es: {
    "124": "Token de acceso no válido.",
    "300": "Error de validación.",
    "1001": "El usuario no existe.",
    "1005": "El correo electrónico ya está en uso.",
    other: "No se pudo completar la solicitud.",
  },
  fr: {
    "124": "Jeton d’accès non valide.",
    "300": "Échec de la validation.",
    "1001": "L’utilisateur n’existe pas.",
    "1005": "L’adresse e-mail est déjà utilisée.",
    other: "La demande n’a pas pu être traitée.",
  },
  ja: {
    "124": "アクセストークンが無効です。",
    "300": "検証に失敗しました。",
    "1001": "ユーザーが存在しません。",
    "1005": "メールアドレスはすでに使用されています。",
    other: "リクエストを処理できませんでした。",
  },
  zh: {
    "124": "访问令牌无效。",
    "300": "验证失败。",
    "1001": "用户不存在。",
    "1005": "电子邮件已被使用。",
    other: "无法处理该请求。",
  },
};

/** An answer's text with the message of its error in another language; code and fields stay. */
export const localise = (body: string, language: Language): string => {
  const code = /^\{"code":(-?\d+),"message":"/.exec(body)?.[1];
  if (code === undefined) return body;
  const message = JSON.stringify(words[language][code] ?? words[language].other);
  return body.replace(/"message":"(?:[^"\\]|\\.)*"/, () => `"message":${message}`);
};
