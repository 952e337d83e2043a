import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'

const nodeGlobals = ['process', 'Buffer', 'global', '__dirname', 'require', 'setImmediate']

export default tseslint.config(
	{ ignores: ['out/', 'dist/', 'node_modules/', 'scripts/', 'eslint.config.js'] },
	...tseslint.configs.strictTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-confusing-void-expression': [
				'error',
				{ ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }
			],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			// tfjs's own functions hand out tensors where its types ask for variables
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			'@typescript-eslint/no-unnecessary-condition': [
				'error',
				{ allowConstantLoopConditions: 'only-allowed-literals' }
			],
			eqeqeq: 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser } },
		// component types do not reach the linter inside templates; svelte-check holds them
		rules: Object.fromEntries(
			['unsafe-call', 'unsafe-member-access', 'unsafe-argument', 'unsafe-assignment', 'unsafe-return']
				.map((name) => [`@typescript-eslint/no-${name}`, 'off'])
				.concat([['@typescript-eslint/restrict-plus-operands', 'off']])
		)
	},
	{
		files: ['src/shared/**', 'src/renderer/**'],
		rules: { 'no-restricted-globals': ['error', ...nodeGlobals] }
	}
)
