import { z } from './shapes.ts';

/**
 * A worksheet file. Only its outline is described here: the operation reads every field of it, the same way for every
 * door, and a refusal names the victim and the workweek.
 */
export const worksheetFile = z
  .looseObject({
    case: z.string().max(2000).optional(),
    circuit: z.string().max(20).nullable().optional(),
    victims: z.array(z.record(z.string(), z.unknown())).max(10_000),
  })
  .openapi('WorksheetFile');

const victimFigures = z.looseObject({
  id: z.string(),
  losses: z.string(),
  gross: z.string(),
  flsa: z.string(),
  flsaLiquidated: z.string(),
  labourLimb: z.string(),
  total: z.string(),
  weeks: z.array(z.record(z.string(), z.unknown())),
  received: z.string(),
  balanceVictim: z.string(),
  balanceAttorneyGeneral: z.string(),
  lines: z.array(z.record(z.string(), z.unknown())),
});

export const worksheet = z
  .looseObject({
    victims: z.array(victimFigures),
    allocation: z.array(z.object({ victim: z.string(), amount: z.string() })),
    refused: z.array(z.object({ payment: z.string(), amount: z.string(), why: z.string() })),
    warnings: z.array(
      z.object({ code: z.string(), victim: z.string().nullable(), week: z.string().nullable(), message: z.string() }),
    ),
  })
  .openapi('Worksheet');
