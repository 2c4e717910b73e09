import { beforeAll, describe, expect, it } from 'vitest';
import { whyOf } from '#flow/model/why.ts';
import { storyOf } from '#flow/model/story.ts';
import { proofWords } from '#flow/words/proof.ts';
import { group, siteId, tenantId, idOf } from '../conformance/world.ts';
import { machines as machineBodies } from '../fuzz/machines.ts';
import { containerGroup, containerGroupId } from '../conformance/machines.ts';
import { Scene, systemAssigned, type Host } from './scene.ts';
import { sharedKeyHeaders } from './shared-key.ts';
import { Teller } from './teller.ts';

void machineBodies;
