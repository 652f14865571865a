import type { Certificate } from '../certificates.ts';
import { heading, list, paragraph } from '../document.ts';
import { type Part, part } from './part.ts';

/** L. The certificates that stand beside the summary as templates. */
export function certificatesPart(certificates: readonly Certificate[], title: string): Part {
  return part([
    heading(2, title),
    paragraph(
      'Templates, filled with files, sizes and digests; each is completed and signed by a person with the knowledge it states, under 28 USC 1746. None is signed. The opposing party gets reasonable written notice and a fair opportunity to inspect (Rule 902(11)).',
    ),
    list(certificates.map(({ file, title: name }) => `certificates/${file}: ${name}.`)),
  ]);
}
