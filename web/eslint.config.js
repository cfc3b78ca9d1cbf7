import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'tests/package/apps', 'tests/older'] },
  tseslint.configs.recommendedTypeChecked,
  reactHooks.configs.flat.recommended,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  // A module of plain JavaScript has no types to check.
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  // These pages ask once, whatever the SDK's hooks give them later.
  { files: ['tests/ui-message-stream/*.mjs'], rules: { 'react-hooks/exhaustive-deps': 'off' } },
)
