import { Component, type ReactNode } from 'react';
import { type AppError, parseError } from '../api/error';
import { ErrorAlert } from './ErrorAlert';

/** PageFence keeps a page that fails while drawing from taking the whole window with it. */
export class PageFence extends Component<{ children: ReactNode }, { error?: AppError }> {
  state: { error?: AppError } = {};

  static getDerivedStateFromError(thrown: unknown) {
    return { error: parseError(thrown) };
  }

  render() {
    if (!this.state.error) return this.props.children;
    return (
      <ErrorAlert error={this.state.error} onRetry={() => this.setState({ error: undefined })} />
    );
  }
}
