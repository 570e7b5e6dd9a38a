import type { Plugin } from 'vite';

/** Kit's route announcer hides itself by an inline style, which our content policy refuses: `#svelte-announcer` in base.css does it. */
export default function announcer(): Plugin {
	return {
		name: 'packytrace-announcer',
		enforce: 'pre',
		transform: {
			filter: { id: /runtime\/components\/root\.svelte$/ },
			handler(code) {
				const styled = /\n\t\tstyle="position: absolute[^"]*"/;
				if (!styled.test(code)) this.error("kit's announcer has changed: look at build-tools/announcer.ts");
				return { code: code.replace(styled, ''), map: null };
			}
		}
	};
}
