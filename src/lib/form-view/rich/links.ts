/** How links of a text are drawn. */
export interface LinkView {
  /**
   * `open`: as links to a new window. `text`: as text with the address beside it, where nothing may lead out of the
   * app (a tablet that goes from hand to hand) or where a link would stand inside another control (labels).
   */
  readonly links: 'open' | 'text';
  /** Told after each link to a web page: 新しい画面で開きます. */
  readonly opensOutside: string;
}
