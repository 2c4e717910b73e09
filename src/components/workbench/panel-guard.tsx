import { Component, type ReactNode } from 'react';

interface Props {
  name: string;
  children: ReactNode;
}

/** Keeps a bug in one tab from taking the others with it. The tenant goes on; the tab can be drawn anew. */
export class PanelGuard extends Component<Props, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="trouble" role="alert">
        <h3>{this.props.name} has failed: this is our bug</h3>
        <p>The tenant and everything that you did are untouched. The other tabs go on working.</p>
        <pre>{error instanceof Error ? error.message : String(error)}</pre>
        <button type="button" className="button" onClick={() => this.setState({ error: undefined })}>
          Open it again
        </button>
      </div>
    );
  }
}
