/** What az says in a Cloud Shell to whoever signs in by hand. */
export const CLOUD_SHELL_NOTE =
  "Cloud Shell is automatically authenticated under the initial account signed-in with. Run 'az login' only if you need to use a different account";

/** What it says to whoever signs out there. */
export const SIGNED_OUT_NOTE =
  "Logout successful. Re-login to your initial Cloud Shell identity with 'az login --identity'. Login with a new identity with 'az login'.";
