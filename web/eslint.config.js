import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'tests/package/apps', 'tests/older'] },
  tseslint.configs.recommendedTypeChecked,
  reactHooks.configs.flat.recommended,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  // A plain JavaScript module has no types to check.
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  // These pages send one request, whatever the SDK's hooks return later.
  { files: ['tests/ui-message-stream/*.mjs'], rules: { 'react-hooks/exhaustive-deps': 'off' } },
)
