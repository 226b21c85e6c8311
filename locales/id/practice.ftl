# practice: membantu mereka yang melayani menjadi lebih baik.

## Tempat
practice-title = Latihan
practice-tab-week = Minggu ini
practice-tab-lessons = Pelajaran
practice-tab-workshop = Layanan hebat
practice-tab-thanks = Terima kasih

## Minggu ini
practice-week-of = Minggu mulai { $day }
practice-why-short = Minggu ini giliran { $factor }, karena { $reason }.
practice-why-nearest = Tidak ada yang jelas-jelas kurang; { $factor } paling mendekati, sebab { $reason }.
practice-why-turn = Angkanya masih terlalu sedikit untuk membedakan faktor-faktor, jadi semuanya bergiliran, dan minggu ini giliran { $factor }.
practice-why-two = { $one } dan { $two }
practice-why-three = { $one }, { $two }, dan { $three }
practice-why-look = Lihat lima faktor
practice-because-gap = pelanggan menilainya { $gap } di bawah harapan mereka
practice-because-pulses = { $share } pelanggan yang ditanya sambil lalu merasa kecewa
practice-because-said = { $share } komentar tentangnya berisi keluhan
practice-because-broken = { $share } janji tentangnya diingkari
practice-because-encounters = { $share } pertemuan yang dicatat mengecewakan
practice-take = Saya ambil
practice-finish = Sudah saya lakukan
practice-after = Bila minggu sudah lewat, atau bila sudah cukup sering Anda lakukan: tandai selesai. Sesudahnya ada lima pertanyaan untuk menengok kembali.
practice-state-taken = Diambil
practice-state-done = Selesai
practice-state-shared = Dibagikan
practice-answers = Menengok kembali
practice-answers-lead = Jawablah yang Anda suka dan lewati sisanya. Tidak ada orang lain yang membacanya, manajer dan pemilik pun tidak, kecuali Anda mencentang kotaknya.
practice-answers-private = Disimpan hanya untuk Anda.
practice-answers-shared = Rekan-rekan Anda dapat membacanya. Hapus centangnya lalu simpan, dan mereka tidak dapat membacanya lagi.
practice-share = Bagikan kepada tim saya
practice-share-team-help = Tim Anda membacanya minggu ini, begitu pula mereka yang tidak termasuk tim mana pun.
practice-share-all-help = Anda tidak termasuk tim mana pun: semua yang bekerja di sini membacanya minggu ini.
practice-colleagues = Temuan rekan-rekan
practice-lessons-suit = Dua pelajaran yang cocok
practice-past = Minggu-minggu Anda yang lain
practice-back-to-week = Kembali ke minggu ini
practice-done-taken = Diambil. Tantangan ini milik Anda minggu ini.
practice-done-done = Bagus. Bila berkenan, tengoklah kembali sejenak.
practice-done-kept = Disimpan, hanya untuk Anda.
practice-done-shared = Disimpan, dan dibagikan kepada rekan-rekan Anda.
practice-done-thanks = Ditandai sudah dibaca.

## Pelajaran
practice-lessons-title = Pelajaran
practice-lessons-lead = Masing-masing beberapa menit, di antara dua pelanggan.
practice-lessons-count = Anda sudah membaca { $read-written } dari { $all-written }.
practice-minutes = { $count-written } menit
practice-read = Sudah dibaca
practice-read-go = Sudah saya baca
practice-done-read = Ditandai sudah dibaca, hanya untuk Anda.
practice-lesson-why = Mengapa penting
practice-lesson-do = Yang dilakukan
practice-lesson-words = Dengan kata-kata
practice-lesson-instead = Daripada
practice-lesson-better = Lebih baik
practice-lesson-story = Bisa jadi begini
practice-lesson-today = Coba hari ini
practice-lesson-next = Berikutnya:

## Layanan hebat
practice-workshop-title = Yang kita sebut layanan hebat
practice-workshop-lead = Tulislah bersama, dengan kata-kata sendiri, apa yang diperoleh orang yang datang kepada Anda. Lalu lihat faktor mana dari kelimanya yang disebut, dan mana yang terlupa.
practice-workshop-whose = Milik siapa
practice-workshop-by = { $who }, { $day }
practice-workshop-covers = { $count ->
    [0] Tidak satu pun dari kelima faktor disebut
   *[other] Menyebut { $count-written } dari kelima faktor
}
practice-workshop-missing = Belum ada tentang ini.
practice-workshop-ask-reliability = Apa yang kita janjikan, dan bagaimana orang melihat bahwa kita menepatinya?
practice-workshop-ask-assurance = Apa yang kita kuasai, dan bagaimana sikap kita, sehingga orang percaya?
practice-workshop-ask-tangibles = Apa yang dilihat, disentuh, dan diterima orang dari kita?
practice-workshop-ask-empathy = Bagaimana orang merasa bahwa kita melihat dirinya, bukan berkasnya?
practice-workshop-ask-responsiveness = Seberapa cepat kita membantu, dan bagaimana orang tahu sampai di mana urusannya?
practice-workshop-how = Mesin pembaca komentar mencari kata-kata yang berbicara tentang suatu faktor; ada yang terlewat, ada yang keliru. Mesin tidak memberi nilai: Anda sendiri yang paling tahu maksud Anda.
practice-workshop-none = Di sini belum ada yang tertulis. Lima pertanyaan untuk memulai:
practice-workshop-write = Tuliskan
practice-workshop-anew = Tulis yang baru
practice-workshop-words = Layanan hebat di sini berarti …
practice-workshop-words-help = Tiga sampai delapan kalimat yang dipahami rekan baru pada hari pertama. Versi lama tetap ada.
practice-workshop-go = Simpan dan lihat
practice-workshop-kept = Disimpan. Inilah yang disebutnya.
practice-workshop-old = Ini versi lama.
practice-workshop-newest = Ke yang terbaru
practice-workshop-versions = Semua versi
practice-workshop-print = Cetak

## Terima kasih
practice-thanks-title = Terima kasih
practice-thanks-new = Ada terima kasih untuk Anda
practice-thanks-received = Untuk Anda
practice-thanks-fresh = Baru
practice-thanks-for = Kata seorang pelanggan:
practice-thanks-comment = Komentar selengkapnya
practice-thanks-read-go = Sudah saya baca dengan gembira
practice-thanks-give = Berterima kasih kepada rekan
practice-thanks-lead = Sebutkan apa yang dilakukannya dan apa hasilnya. Hanya Anda berdua yang membacanya.
practice-thanks-carried = Kata-kata pelanggan ikut disertakan:
practice-thanks-to = Kepada
practice-thanks-choose = Pilih …
practice-thanks-words = Untuk apa
practice-thanks-words-help = Misalnya: “Kamu menunggu sepuluh menit lebih lama untuk ibu yang bertongkat. Beliau cerita kepada saya.”
practice-thanks-send = Kirim terima kasih
practice-thanks-alone = Sampai sekarang hanya Anda yang bekerja di sini.
practice-thanks-none = Bila seorang rekan berterima kasih kepada Anda, di sinilah tempatnya.
practice-thanks-given = Terima kasih dari Anda
practice-thanks-was-read = sudah dibaca
practice-thanks-erased = Pelanggan ini telah dihapus, dan kata-kata ini bersamanya. Terima kasihnya tetap untuk Anda.
practice-done-thanked = Terima kasih Anda sudah dikirim.
