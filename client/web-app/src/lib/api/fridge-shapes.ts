/** The fridge's shapes under the names that the app uses; made from fridge-service's OpenAPI document. */
import type { Money, PackRow as Packs, Row } from './generated-fridge.ts';

export type {
	Action as ActionName,
	AddItem as NewItem,
	Alert,
	AlertKind,
	ExpiryKind,
	Freshness,
	Fridge as FridgeList,
	FridgeEvent as HistoryEntry,
	FridgeItem,
	ItemAction as Action,
	Period,
	Place,
	Price,
	Reason as WasteReason,
	Reminders,
	ShelfLife,
	StateName as PackState,
	Stock as Quantity,
	Unit
} from './generated-fridge.ts';

/** One period, in packs or in one unit: the parts add up to what came in. A reason that is not there is 0. */
export type PackRow = Omit<Packs, 'reasons'> & { reasons: Partial<Packs['reasons']> };
export type WasteRow = PackRow & Pick<Row, 'unit'>;

export interface Waste {
	rows: WasteRow[];
	packs: PackRow[];
	money: Money;
}
