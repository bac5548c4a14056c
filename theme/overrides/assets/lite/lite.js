// Remembers, on this device only, what was chosen above a page of the low-vision version. Without it the choice holds for the page.
// It stands in the head and chooses as the buttons come, so that the page is painted once, in the colours that were chosen.
(() => {
  const key = 'roadmaps-lite'
  let chosen = {}
  try {
    chosen = JSON.parse(localStorage.getItem(key)) || {}
  } catch {
    // Storage is closed to us (a frame, a strict browser), or holds what is not ours: the page begins as it is.
  }
  new MutationObserver((_, observer) => {
    for (const radio of document.querySelectorAll('.bar input')) if (chosen[radio.name] === radio.id) radio.checked = true
    if (document.querySelector('main')) observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
  document.addEventListener('change', ({ target }) => {
    if (!target.closest('.bar')) return
    chosen[target.name] = target.id
    try {
      localStorage.setItem(key, JSON.stringify(chosen))
    } catch {
      // As above: it holds for this page.
    }
  })
})()
