/** What stands where nothing is yet: what would be here, and how it comes to be. */
export const emptyWords = {
  list: {
    title: 'No request yet',
    text: 'Every request to the tenant will stand here, newest first: what the portal and the Cloud Shell send, and what the program of an app sends when somebody visits it. Do one of these things, then open its request to see which way it took and who decided.',
  },
  listed: 'Open a request to see which way it took, what was checked on it, and who decided.',
  record: 'This entry is not a request: nothing was sent, so there is no way to draw.',
  machine:
    'No machine ran for this request. The use of a token and the ways to get one are machines; a request that no operation answers meets none.',
  token:
    'This request carried no token and was given none. Targets such as Key Vault and Azure Resource Manager take tokens; token endpoints give them.',
  unreadable: 'The request carried something in place of a token that cannot be read as one.',
  compare:
    'There is no other request to compare with yet. Do the same thing once more, before and after a change, and compare.',
  assignments: 'No role assignment names the caller or a group of it.',
  denies: 'No deny assignment was found on the way.',
  same: 'Both runs went the same way, step by step.',
} as const;

/** What an edited token shows when it is sent. */
export const editWords =
  'Change a claim and send the same request with the old signature. Whoever can read a token can write one like this; the target can tell.';
export const editUnchanged = 'The payload is unchanged: this sends the token as it was issued.';

export const tokenWords = {
  deciding: 'What mattered for the outcome:',
  times: 'Times are those of the tenant’s clock, as seen from the moment of this request.',
  signature: 'Made by the tenant over header and payload with its private key.',
} as const;
