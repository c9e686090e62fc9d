const SECRET =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|CREDENTIALS?|AUTH)$/i;

/** Whether a variable of this name would hold a secret. `TOKEN_FILE` and `SECRET_ID` only lead to one. */
export function namesSecret(name: string): boolean {
  return SECRET.test(name);
}
