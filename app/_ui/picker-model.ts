/** A model as the picker and the settings show it. */
export interface PickerModel {
  name: string;
  displayName: string;
  /** The provider's name, or the address where it is a server of one's own. */
  provider: string;
  state: 'ready' | 'needs-key' | 'needs-address';
  /** USD for a million tokens in and out; null where it is not known. */
  price: [input: number, output: number] | null;
  vision: boolean;
}

export interface Picker {
  models: readonly PickerModel[];
  /** The name of the one that answers where nothing was picked. */
  standard: string;
}
