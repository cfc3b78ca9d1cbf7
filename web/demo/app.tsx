import { useState } from 'react'
import { Choice } from './choice.js'
import { demoTexts } from './demo-texts.js'
import { IssueList } from './issue-list.js'
import { IssueView } from './issue-view.js'
import { ThemeIcon, type Theme } from './theme-icon.js'
import { useIssues } from './use-issues.js'
import { useOnline } from './use-online.js'
import { usePreference } from './use-preference.js'

const locales = ['en', 'vi'] as const
const themes = ['auto', 'light', 'dark'] as const satisfies Theme[]

export function App() {
  const [locale, setLocale] = usePreference('locale', locales, applyLocale)
  const [theme, setTheme] = usePreference('theme', themes, applyTheme)
  const { issues, save } = useIssues()
  const [chosenId, setChosenId] = useState(issues[0]!.id)
  const isOnline = useOnline()
  const texts = demoTexts(locale)
  const chosen = issues.find((issue) => issue.id === chosenId)!

  return (
    <>
      <header className="top">
        <img src="./icon.svg" alt="" width="36" height="36" />
        <div className="brand">
          <h1>Moonharbour</h1>
          <p>{texts.tagline}</p>
        </div>
        <Choice label={texts.language} value={locale} options={[['en', 'EN'], ['vi', 'VI']]} onChange={setLocale} />
        <Choice
          label={texts.theme}
          value={theme}
          options={themes.map((one) => [one, <ThemeIcon key={one} theme={one} name={texts.themes[one]} />] as const)}
          onChange={setTheme}
        />
      </header>
      <div role="status" className="connection">
        {!isOnline && <p className="banner">{texts.offline}</p>}
      </div>
      <div className="page">
        <IssueList issues={issues} chosenId={chosenId} onChoose={setChosenId} texts={texts} />
        <main>
          <IssueView key={chosenId} issue={chosen} onSave={save} locale={locale} texts={texts} />
        </main>
      </div>
    </>
  )
}

function applyLocale(locale: string) {
  document.documentElement.lang = locale
}

function applyTheme(theme: string) {
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
