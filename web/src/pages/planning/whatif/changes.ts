interface Shift {
  readonly reviewers: string[];
  readonly days: string[];
  readonly opens: string;
  readonly closes: string;
}

interface KindVolume {
  readonly field: string;
  readonly value: string;
  readonly factor: number;
}

interface Tainted {
  readonly field: string;
  readonly value: string;
}

interface Ladder {
  readonly minutes: number;
  readonly priority: number;
}

/** What a scenario changes; what stays as it is has no field of the second half. */
export interface Changes {
  readonly name: string;
  readonly thresholds: { parameter: string; value: number }[];
  readonly reviewers: number;
  readonly volume: number;
  readonly remove?: string[];
  readonly shifts?: Shift[];
  readonly dueMinutes?: number;
  readonly volumeBy?: KindVolume[];
  readonly policy?: string;
  readonly model?: string;
  readonly taint?: Tainted[];
  readonly ladder?: Ladder;
}
