import { err, failure, ok, type Result } from '../core/index.ts';
import type { Cut } from './cut.ts';
import { type Action, MATRIX, type Role, VISIBLE_CLASSES } from './matrix.ts';

/** A case says who works on what, under which authority and for which purpose. */
export type Case = { readonly id: string; readonly purpose: string; readonly authority: string };

/** Someone who acts, with the fingerprint of their own key. */
export type Actor = { readonly name: string; readonly role: Role; readonly keyId: string };

/** Who asks, for what: the key to every read. */
export type Viewer = {
  readonly actor: Actor;
  readonly case: Case;
  readonly purpose: string;
  /** `no-bsa` shows the home as if BSA reports were not in it (interface 4, `--view no-bsa`). */
  readonly view: 'full' | 'no-bsa';
};

/** Yes, or the reason why not. The text never tells whether hidden data exist. */
export function authorize(viewer: Viewer, action: Action): Result<Viewer> {
  if (MATRIX[viewer.actor.role].includes(action)) return ok(viewer);
  return err(failure('FORBIDDEN', `role ${viewer.actor.role} may not do ${action}`, { action }));
}

/** What this viewer may see. */
export function cutFor(viewer: Viewer): Cut {
  const classes = VISIBLE_CLASSES[viewer.actor.role];
  const seen = viewer.view === 'no-bsa' ? classes.filter((item) => item !== 'BSA_LEAD_ONLY') : classes;
  return { classes: seen, compartments: ['local', viewer.case.id], sources: null };
}

/** The two-person rule: the author of a thing never approves it, by name or by key. */
export function requireSecondPerson(author: { name: string; keyId: string }, acting: Actor): Result<Actor> {
  if (author.name === acting.name || author.keyId === acting.keyId) {
    return err(failure('SAME_PERSON', `${acting.name} drafted this and cannot also decide on it`));
  }
  return ok(acting);
}
