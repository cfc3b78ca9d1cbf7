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
  const tracker = useIssues()
  const { issues, drafts } = tracker
  const [chosenId, setChosenId] = useState(() => issues.find(({ id }) => `#${encodeURIComponent(id)}` === location.hash)?.id ?? issues[0]!.id)
  const isOnline = useOnline()
  const texts = demoTexts(locale)
  const chosen = issues.find((issue) => issue.id === chosenId) ?? issues[0]!

  function choose(id: string) {
    setChosenId(id)
    // A reload restores it.
    history.replaceState(null, '', `#${encodeURIComponent(id)}`)
  }

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
        <IssueList issues={issues} drafts={drafts} chosenId={chosen.id} onChoose={choose} texts={texts} />
        <main>
          <IssueView key={chosen.id} issue={chosen} tracker={tracker} onChoose={choose} locale={locale} texts={texts} />
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
