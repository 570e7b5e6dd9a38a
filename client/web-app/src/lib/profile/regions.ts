/** Where somebody may say to be: ISO 3166 countries, and for our languages' countries their regions (ISO 3166-2). */

const COUNTRIES =
	'AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM TR UA VA';

/** Regions by their own names: these are the same in every language. */
const REGIONS: Record<string, Record<string, string>> = {
	IT: {
		'21': 'Piemonte',
		'23': 'Valle d’Aosta',
		'25': 'Lombardia',
		'32': 'Trentino-Alto Adige',
		'34': 'Veneto',
		'36': 'Friuli Venezia Giulia',
		'42': 'Liguria',
		'45': 'Emilia-Romagna',
		'52': 'Toscana',
		'55': 'Umbria',
		'57': 'Marche',
		'62': 'Lazio',
		'65': 'Abruzzo',
		'67': 'Molise',
		'72': 'Campania',
		'75': 'Puglia',
		'77': 'Basilicata',
		'78': 'Calabria',
		'82': 'Sicilia',
		'88': 'Sardegna'
	},
	DE: {
		BW: 'Baden-Württemberg',
		BY: 'Bayern',
		BE: 'Berlin',
		BB: 'Brandenburg',
		HB: 'Bremen',
		HH: 'Hamburg',
		HE: 'Hessen',
		MV: 'Mecklenburg-Vorpommern',
		NI: 'Niedersachsen',
		NW: 'Nordrhein-Westfalen',
		RP: 'Rheinland-Pfalz',
		SL: 'Saarland',
		SN: 'Sachsen',
		ST: 'Sachsen-Anhalt',
		SH: 'Schleswig-Holstein',
		TH: 'Thüringen'
	},
	AT: {
		'1': 'Burgenland',
		'2': 'Kärnten',
		'3': 'Niederösterreich',
		'4': 'Oberösterreich',
		'5': 'Salzburg',
		'6': 'Steiermark',
		'7': 'Tirol',
		'8': 'Vorarlberg',
		'9': 'Wien'
	},
	GB: { ENG: 'England', NIR: 'Northern Ireland', SCT: 'Scotland', WLS: 'Wales' }
};

/** A choice: its code and what it is called. */
export interface Place {
	code: string;
	name: string;
}

export function countries(nameOf: (code: string) => string, locale: string): Place[] {
	const compare = new Intl.Collator(locale).compare;
	return COUNTRIES.split(' ')
		.map((code) => ({ code, name: nameOf(code) }))
		.sort((a, b) => compare(a.name, b.name));
}

/** The regions of a country that one can choose from, by name; none for most. */
export function regionsOf(country: string): Place[] {
	const regions = Object.entries(REGIONS[country] ?? {}).map(([code, name]) => ({ code: `${country}-${code}`, name }));
	return regions.sort((a, b) => a.name.localeCompare(b.name));
}

/** `IT-25` → "Lombardia"; a code when we have no name for it. */
export function regionName(code: string): string {
	const [country, region] = code.split('-') as [string, string?];
	return (region === undefined ? undefined : REGIONS[country]?.[region]) ?? code;
}
