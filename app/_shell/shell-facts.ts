export interface NamedLink {
  id: string;
  title: string;
  updatedAt: string;
}

/** What the frame around every page shows. */
export interface ShellFacts {
  conversations: readonly NamedLink[];
  workflows: readonly NamedLink[];
  tables: readonly NamedLink[];
}
