import { many } from './many';

/** Data tables. */
export const tableTexts = {
  table: {
    listTitle: 'Tables',
    emptyTitle: 'No tables yet',
    emptyText:
      'Workflows keep rows here: “store title and link in a table called reading list” makes one. You can also make one yourself.',
    new: 'New table',
    create: 'Create',
    rows: (count: number) => many(count, 'row'),
    columns: (count: number) => many(count, 'column'),
    noRows: 'No rows yet.',
    addRow: 'Add a row',
    addColumn: 'Add a column',
    columnName: 'Name of the column',
    import: 'Import CSV',
    export: 'Export CSV',
    imported: (count: number) => `${many(count, 'row')} added.`,
    deleteTitle: (name: string) => `Delete the table “${name}”?`,
    deleteText: (rows: number) =>
      `Its ${many(rows, 'row')} are removed for good. Workflows that use it will say so when they run.`,
    renameTitle: 'Rename the table',
    renameHint: 'Workflows name tables: change them too.',
    deleteRows: (count: number) => `Delete ${many(count, 'row')}`,
    deleteRowsText: 'They are removed for good.',
    select: (row: number) => `Select row ${row}`,
    selectAll: 'Select all loaded rows',
    cell: (column: string, row: number) => `${column}, row ${row}`,
    more: 'Load more rows',
    actions: 'More for this table',
    tooLarge: 'The file is larger than 20 MB. Split it.',
  },
} as const;
