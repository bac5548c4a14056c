// Remembers, on this device only, what was chosen above a page of the low-vision version. Without it the choice holds for the page.
(() => {
  const key = 'roadmaps-lite'
  let chosen = {}
  try {
    chosen = JSON.parse(localStorage.getItem(key)) || {}
  } catch {
    // Storage is closed to us (a frame, a strict browser), or holds what is not ours: the page begins as it is.
  }
  for (const radio of document.querySelectorAll('.bar input')) {
    if (chosen[radio.name] === radio.id) radio.checked = true
    radio.addEventListener('change', () => {
      chosen[radio.name] = radio.id
      try {
        localStorage.setItem(key, JSON.stringify(chosen))
      } catch {
        // As above: it holds for this page.
      }
    })
  }
})()
