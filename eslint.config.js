import accessibility from 'eslint-plugin-vuejs-accessibility'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

/** A rule on imports: these files may not reach those folders or packages. */
function apart(files, patterns, extra = {}) {
  return {
    files,
    ...extra,
    rules: { 'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }] },
  }
}

const supabaseJs = ['^@supabase/', 'Only the adapters in renderer/kit/cloud and kit/session know supabase-js.']
const dexie = ['^dexie', 'Only the adapters in renderer/kit/sync know Dexie.']
const shell = ['(^|/)(electron|stack|supabase)/', 'Pages know neither the shell nor the server.']
const otherFeature = ['^\\.\\./(?!\\.\\.)', 'A feature does not import another feature; what two need lives in app/ or kit/.']
const consoleApp = ['(^|/)console/', 'Only the console imports the console.']
const guestApp = ['(^|/)guest/', 'Only the guest companion imports itself.']

export default defineConfig(
  { ignores: ['**/dist/', '**/*.gen.ts', '**/*.d.ts', '.cache/', '.stack/', 'supabase/functions/', 'test-results/', 'playwright-report/'] },
  ts.configs.recommended,
  vue.configs['flat/recommended'],
  accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      'vue/no-v-html': 'error',
      'vuejs-accessibility/label-has-for': 'off',
      'vuejs-accessibility/form-control-has-label': 'off',
      'vuejs-accessibility/no-autofocus': 'off',
    },
  },
  {
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes through a port.' },
        { object: 'Math', property: 'random', message: 'Randomness comes through a port.' },
      ],
    },
  },
  { files: ['e2e/host/facts/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  apart(['core/**/*.ts'], [['(^|/)(renderer|electron|stack|supabase|e2e)/', 'core imports nothing of ours.'], ['^node:', 'core is pure.'], supabaseJs, dexie], {
    ignores: ['**/*.test.ts'],
  }),
  apart(['electron/**/*.ts'], [['(^|/)(renderer|stack|supabase)/', 'The shell imports core alone.'], supabaseJs]),
  apart(['stack/**/*.ts'], [['(^|/)(renderer|electron|core)/', 'The stack imports none of the apps.']]),
  apart(['renderer/kit/**/*.{ts,vue}'], [shell, consoleApp, guestApp, supabaseJs, dexie], {
    ignores: ['renderer/kit/cloud/**', 'renderer/kit/session/**', 'renderer/kit/sync/**'],
  }),
  apart(['renderer/console/**/*.{ts,vue}'], [shell, guestApp, supabaseJs, dexie]),
  apart(['renderer/guest/**/*.{ts,vue}'], [shell, consoleApp, supabaseJs, dexie]),
  apart(['renderer/console/features/*/*.{ts,vue}'], [otherFeature, shell, guestApp, supabaseJs, dexie]),
  apart(['renderer/guest/features/*/*.{ts,vue}'], [otherFeature, shell, consoleApp, supabaseJs, dexie]),
)
