import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { noticesOf } from '../../scripts/notices.ts';

it('the notices name every library that ships, with the licence texts that must go with a copy', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const text = noticesOf(process.cwd());
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version} (`);
  expect(text).toContain('Lister Hill National');
  expect(text).toContain('Permission is hereby granted, free of charge');
});
