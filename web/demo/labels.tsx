export function Labels({ labels }: { labels: readonly string[] }) {
  return (
    <span className="labels">
      {labels.map((label) => (
        <span key={label}>{label}</span>
      ))}
    </span>
  )
}
