/** The JSON Schema of rule files, for editors: `# yaml-language-server: $schema=…/rules/schema.json`. */
import * as z from 'zod';
import { anyFile } from './schema.ts';

export function rulesJsonSchema(): object {
  return { ...z.toJSONSchema(anyFile, { target: 'draft-7', reused: 'ref' }), title: 'A safetier rule file' };
}
