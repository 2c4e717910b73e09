export function Terminal(_: { client: unknown; state: unknown; port: () => MessagePort; visible: boolean }) {
  return <p>shell</p>;
}
